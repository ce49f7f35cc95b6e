const list = document.getElementById("cards");
const openings = () => [...list.querySelectorAll("li:not([hidden]) .open")];

/**
 * The keys of the list: it is one stop for Tab, arrows go from card to card, and Tab goes on into the card that has the focus.
 * `keys` has what the letters do to the card in focus.
 */
export const listenToKeys = (keys) => {
  list.addEventListener("focusin", (event) => makeCurrent(event.target.closest("li")));
  list.addEventListener("keydown", (event) => {
    const button = event.target.closest(".open");
    if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = openings();
    const at = all.indexOf(button);
    const to = {
      ArrowLeft: at - 1, ArrowRight: at + 1, ArrowUp: at - columns(all), ArrowDown: at + columns(all), Home: 0, End: all.length - 1,
    }[event.key];
    const does = keys[event.key.toLowerCase()];
    if (to === undefined && !does) return;
    event.preventDefault();
    if (does) does(button.closest("li"));
    else all[Math.max(0, Math.min(all.length - 1, to))].focus();
  });
};

/** Makes a card the one that Tab comes to; the first shown one where none is any more. */
export const makeCurrent = (item) => {
  const current = item ?? list.querySelector("li.current:not([hidden])") ?? list.querySelector("li:not([hidden])");
  for (const other of list.querySelectorAll("li.current")) if (other !== current) setCurrent(other, false);
  if (current) setCurrent(current, true);
};

const setCurrent = (item, is) => {
  item.classList.toggle("current", is);
  for (const control of item.querySelectorAll("button, input")) control.tabIndex = is ? 0 : -1;
};

const columns = (all) => Math.max(1, all.filter((button) => button.offsetParent !== null && top(button) === top(all[0])).length);
const top = (button) => Math.round(button.closest("li").offsetTop);
