// The page of a guest in a browser: a terminal, the visit that draws on it, its buttons, and what a screen reader hears.

import { Screen } from "./screen.js";
import { Visit } from "./visit.js";
import { Buttons } from "./buttons.js";

const PRESENT = "#present="; // before the code of the present link
const OWN = `own ${location.pathname}`; // the guest's name and raised hand, kept in this tab
const state = document.getElementById("state");
const news = document.getElementById("news");
const plain = document.getElementById("plain");
const list = document.getElementById("list"); // the way to the other live blogs, if there are any
const projector = location.pathname.endsWith("/projector");
document.body.classList.toggle("projector", projector);

const screen = new Screen(document.getElementById("terminal"), projector);
const buttons = new Buttons(document.getElementById("buttons"), screen);
const visit = new Visit({
  at: new URLSearchParams(location.search).get("at") ?? "",
  present: presentCode(),
  projector,
  light: matchMedia("(prefers-color-scheme: light)").matches,
  touch: matchMedia("(pointer: coarse)").matches,
  size: () => screen.size,
  own: () => JSON.parse(sessionStorage.getItem(OWN) ?? "{}"),
  keep: (own) => sessionStorage.setItem(OWN, JSON.stringify(own)),
  begun,
  draw: (bytes) => screen.write(bytes),
  say,
  ended: end,
  tell: tellPost,
  buttons: (all) => buttons.show(all),
});
screen.onInput = (bytes) => visit.send(bytes);
screen.onResize = (size) => visit.resize(size);
screen.focus();
say("Connecting …");
visit.begin();
addEventListener("hashchange", () => location.hash.startsWith(PRESENT) && location.reload());

// The code of the present link stays in this tab, and leaves the address, which a class may see.
function presentCode() {
  if (location.hash.startsWith(PRESENT)) {
    sessionStorage.setItem(PRESENT, decodeURIComponent(location.hash.slice(PRESENT.length)));
    history.replaceState(null, "", location.pathname + location.search);
  }
  return projector ? "" : sessionStorage.getItem(PRESENT) ?? "";
}

function begun() {
  document.body.classList.remove("ended");
  if (list) plain.after(list);
  screen.clear();
  screen.focus();
}

function say(text) {
  state.textContent = text;
}

function end(text, refused) {
  document.body.classList.add("ended");
  say(text);
  const again = document.createElement("button");
  const presented = refused && presentCode();
  again.textContent = presented ? "Watch as everybody does" : refused ? "Try again" : "Watch again";
  again.addEventListener("click", () => {
    if (presented) sessionStorage.removeItem(PRESENT);
    location.reload();
  });
  state.append(again);
  if (list) state.append(list);
  again.focus();
}

function tellPost({ headline, asOf, came }) {
  news.textContent = came > 1 ? `${headline} (and ${came - 1} before it)` : headline;
  plain.href = `as-of/${encodeURIComponent(asOf)}`;
}
