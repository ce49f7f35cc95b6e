import { listenToKeys } from "./cards.js";
import { saveTable, saveZip } from "./downloads.js";

const on = (id, does) => document.getElementById(id).addEventListener("click", does);

/** What the buttons above the pictures do, and those for the selected ones. */
export const listenToButtons = (gallery) => {
  const { pictures, actions, detail } = gallery;
  on("zip", () => saveZip(pictures.all));
  on("zip-changed", () => saveZip(pictures.all.filter((picture) => picture.isChanged)));
  on("csv", () => saveTable(pictures.all));
  on("clear", () => gallery.clear());
  on("undo", () => actions.undo());
  on("retry-all", () => gallery.again(pictures.all.filter(({ verdict }) => verdict === "failed")));
  on("review", () => {
    pictures.show("unsure");
    detail.open(pictures.items.find(({ verdict }) => verdict === "unsure"));
  });
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.addEventListener("click", () => pictures.show(button.dataset.filter));
  }
  on("select-all", () => gallery.select(pictures.shown, true));
  on("select-none", () => gallery.select(pictures.all, false));
  on("selected-guess", () => actions.useGuess(pictures.selected));
  on("selected-keep", () => actions.keep(pictures.selected));
  on("selected-back", () => actions.back(pictures.selected));
  on("selected-remove", () => gallery.remove(pictures.selected));
  on("selected-zip", () => saveZip(pictures.selected));
  for (const button of document.querySelectorAll("[data-selected-turn]")) {
    button.addEventListener("click", () => actions.turnBy(pictures.selected, Number(button.dataset.selectedTurn)));
  }
};

/** The same by keys: of the card in focus, and Ctrl+Z from anywhere. */
export const listenToLetters = (gallery) => {
  const toCard = (does) => (item) => does(gallery.doing(gallery.of(item)), gallery.of(item));
  listenToKeys({
    g: toCard((does) => does.guess()),
    k: toCard((does) => does.keep()),
    l: toCard((does) => does.turn(-90)),
    r: toCard((does) => does.turn(90)),
    u: toCard((does) => does.turn(180)),
    x: toCard((does, picture) => does.select(!picture.isSelected)),
    delete: toCard((does) => does.remove()),
  });
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z" && !event.target.matches("input:not([type=range], [type=checkbox])")) {
      event.preventDefault();
      gallery.actions.undo();
    }
  });
};
