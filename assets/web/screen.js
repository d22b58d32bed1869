// The terminal: xterm.js in as many columns and lines as fit, with a font as large as the width allows.

import { Terminal } from "./xterm/xterm.mjs";
import { Unicode11Addon } from "./xterm/addon-unicode11.mjs";

const FONT = 'ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';
const SMALLEST_FONT = 12; // CSS pixels
const LARGEST_FONT = 18;
const SCALES = [1, 1.25, 1.5]; // of the text, as a reader likes
const PROJECTED = { columns: 64, lines: 20 }; // for the back of a hall
const COPY = 52; // the number of the control sequence that copies

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Screen {
  onInput = () => {};
  onResize = () => {};

  constructor(element, projector) {
    this.element = element;
    this.projector = projector;
    this.scale = 0;
    this.most = { columns: Number(element.dataset.columns), lines: Number(element.dataset.lines) };
    const { backgroundColor: background, color: foreground } = getComputedStyle(document.documentElement);
    this.terminal = new Terminal({
      allowProposedApi: true, // of the widths of Unicode 11
      fontFamily: FONT,
      fontSize: fontSize(element.clientWidth),
      scrollback: 0,
      theme: { background, foreground },
    });
    this.terminal.loadAddon(new Unicode11Addon());
    this.terminal.unicode.activeVersion = "11";
    this.terminal.parser.registerOscHandler(COPY, copy);
    this.terminal.open(element);
    this.terminal.onData((text) => this.type(text));
    this.terminal.onBinary((text) => this.onInput(Uint8Array.from(text, (letter) => letter.charCodeAt(0))));
    this.listenForTouches();
    this.showKeyboard(!matchMedia("(pointer: coarse)").matches);
    this.fit();
    new ResizeObserver(() => this.fit()).observe(element);
    // A keyboard on the screen covers the page without resizing it.
    window.visualViewport?.addEventListener("resize", () => {
      document.body.style.setProperty("--height", `${window.visualViewport.height}px`);
    });
  }

  get size() {
    return [this.terminal.cols, this.terminal.rows];
  }

  write(bytes) {
    this.terminal.write(bytes);
  }

  clear() {
    this.terminal.reset();
  }

  focus() {
    this.terminal.focus();
  }

  // Sends what was typed or pasted, as bytes.
  type(text) {
    this.onInput(encoder.encode(text));
  }

  // Whether to open the device's own keyboard when the terminal has the focus.
  showKeyboard(shown) {
    this.terminal.textarea.inputMode = shown ? "text" : "none";
  }

  fit() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!width || !height) return;
    const size = Math.round(fontSize(width) * SCALES[this.scale]);
    let [columns, lines] = this.sizeAt(size, width, height);
    // A larger window than the host draws gets a larger font, and so does a projector's.
    const { columns: most, lines: mostLines } = this.projector ? PROJECTED : this.most;
    const scale = Math.min(columns / most, lines / mostLines);
    if (scale > 1) [columns, lines] = this.sizeAt(Math.floor(size * scale), width, height);
    columns = Math.max(2, Math.min(columns, this.most.columns));
    lines = Math.max(1, Math.min(lines, this.most.lines));
    if (columns === this.terminal.cols && lines === this.terminal.rows) return;
    this.terminal.resize(columns, lines);
    this.onResize(this.size);
  }

  // Larger text; after the largest the usual one.
  enlarge() {
    this.scale = (this.scale + 1) % SCALES.length;
    this.fit();
  }

  sizeAt(font, width, height) {
    this.terminal.options.fontSize = font;
    const cell = this.cell;
    if (!cell.width || !cell.height) return this.size; // nothing is drawn yet
    return [Math.floor(width / cell.width), Math.floor(height / cell.height)];
  }

  // The size of one character, in CSS pixels.
  get cell() {
    const drawn = this.element.querySelector(".xterm-screen");
    return { width: drawn.clientWidth / this.terminal.cols, height: drawn.clientHeight / this.terminal.rows };
  }

  // A finger that moves scrolls as a wheel does; one that is lifted at once is a click.
  listenForTouches() {
    let from = null;
    this.element.addEventListener("touchstart", (event) => {
      from = event.touches.length === 1 ? event.touches[0].clientY : null;
    }, { passive: true });
    this.element.addEventListener("touchmove", (event) => {
      if (from === null) return;
      event.preventDefault();
      const { clientX, clientY } = event.touches[0];
      const step = this.cell.height;
      for (; Math.abs(clientY - from) >= step; from += step * Math.sign(clientY - from)) {
        this.turnWheel(clientY > from ? -1 : 1, clientX, clientY);
      }
    }, { passive: false });
  }

  turnWheel(direction, clientX, clientY) {
    const wheel = { deltaY: direction, deltaMode: WheelEvent.DOM_DELTA_LINE, clientX, clientY };
    this.element.querySelector(".xterm-screen").dispatchEvent(
      new WheelEvent("wheel", { ...wheel, bubbles: true, cancelable: true }),
    );
  }
}

function fontSize(width) {
  return Math.max(SMALLEST_FONT, Math.min(LARGEST_FONT, Math.round(11 + width / 150)));
}

// Copies what the host asks to copy; a browser allows it right after a key.
function copy(data) {
  const [, encoded] = data.split(";");
  if (!encoded || encoded === "?") return true;
  try {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    navigator.clipboard?.writeText(decoder.decode(bytes)).catch(() => {});
  } catch {
    // It is no base64, and so nothing to copy.
  }
  return true;
}
