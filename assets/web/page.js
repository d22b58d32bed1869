// The page of a guest in a browser: a terminal, the visit that draws on it, and what a screen reader hears.

import { Screen } from "./screen.js";
import { Visit } from "./visit.js";
import { addKeys } from "./keys.js";

const state = document.getElementById("state");
const news = document.getElementById("news");
const plain = document.getElementById("plain");
const list = document.getElementById("list"); // the way to the other live blogs, if there are any

const screen = new Screen(document.getElementById("terminal"));
const visit = new Visit({
  at: new URLSearchParams(location.search).get("at") ?? "",
  size: () => screen.size,
  begun: () => screen.clear(),
  draw: (bytes) => screen.write(bytes),
  say: (text) => say(text),
  ended: (text) => end(text),
  tell: tellPost,
});
screen.onInput = (bytes) => visit.send(bytes);
screen.onResize = (size) => visit.resize(size);
addKeys(document.getElementById("keys"), screen);
screen.focus();
visit.begin();

function say(text) {
  state.textContent = text;
}

function end(text) {
  document.body.classList.add("ended");
  say(text);
  const again = document.createElement("button");
  again.textContent = "Watch again";
  again.addEventListener("click", () => location.reload());
  state.append(again);
  if (list) state.append(list);
  again.focus();
}

function tellPost({ headline, asOf, came }) {
  news.textContent = came > 1 ? `${headline} (and ${came - 1} before it)` : headline;
  plain.href = `as-of/${encodeURIComponent(asOf)}`;
}
