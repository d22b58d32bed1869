// The buttons below the page: the host says which there are now; two are the page's own.

const TEXT = "Text A+";
const MORE = "More…";

export class Buttons {
  #row;
  #screen;
  #all = { first: [], more: [] };
  #open = false;
  #clicked = ""; // the word of the last click

  constructor(row, screen) {
    this.#row = row;
    this.#screen = screen;
    row.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays
    row.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button || (event.detail > 1 && !this.#repeats(button))) return;
      this.#clicked = button.textContent;
      this.#press(button);
    });
  }

  // The second of a double click is for no other button, and begins or pauses nothing again.
  #repeats(button) {
    return button.textContent === this.#clicked && button.className !== "main";
  }

  show([first, more]) {
    this.#all = { first, more };
    this.#open &&= more.length > 0;
    this.#draw();
  }

  #draw() {
    const { first, more } = this.#all;
    const own = [[TEXT, ""], ...(more.length ? [[this.#open ? "Less" : MORE, ""]] : [])];
    const shown = [...first, ...own, ...(this.#open ? more : [])];
    this.#row.replaceChildren(...shown.map(([word, key, kind, types]) => {
      const button = document.createElement("button");
      button.textContent = word;
      button.className = kind ?? "";
      Object.assign(button.dataset, { key, ...(types && { types }) });
      return button;
    }));
  }

  #press(button) {
    const { key, types } = button.dataset;
    if (!key) return button.textContent === TEXT ? this.#screen.enlarge() : this.#toggle();
    // What is typed needs a keyboard; the focus must move in the same touch, or none opens.
    this.#screen.showKeyboard(types !== undefined);
    document.activeElement.blur();
    this.#screen.focus();
    this.#screen.type(key);
  }

  #toggle() {
    this.#open = !this.#open;
    this.#draw();
  }
}
