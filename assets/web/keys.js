// The row of keys on touch screens.

const SEQUENCES = { left: "\x1b[D", right: "\x1b[C", escape: "\x1b", enter: "\r" };

export function addKeys(row, screen) {
  row.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays
  row.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { key, types } = button.dataset;
    // A time is typed; the focus must move in the same touch, or no keyboard opens.
    screen.showKeyboard(types !== undefined);
    document.activeElement.blur();
    screen.focus();
    screen.type(SEQUENCES[key] ?? key);
  });
}
