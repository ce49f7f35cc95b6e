import { text } from "./language.js";
import { makeCurrent } from "./cards.js";
import { isStale, showStale } from "./options.js";
import { filterNames } from "./pictures.js";
import { Progress } from "./progress.js";
import { showSelection } from "./selection.js";

const element = (id) => document.getElementById(id);
const progress = new Progress();

/** Shows what there is: how many of what, which of them are in the list, and what can be done to all. */
export const showOverview = ({ pictures, cards }) => {
  const { all, open } = pictures;
  const shown = new Set(pictures.shown);
  const count = Object.fromEntries(filterNames.map((name) => [name, pictures.count(name)]));
  document.body.classList.toggle("has-pictures", all.length > 0);
  element("pictures").hidden = all.length === 0;
  element("summary").textContent = text("summary", { ...count, all: all.length, open });
  progress.show(all.length, open);
  for (const button of document.querySelectorAll("[data-filter]")) {
    const name = button.dataset.filter;
    button.querySelector("b").textContent = count[name];
    button.hidden = name !== "all" && count[name] === 0 && pictures.filter !== name;
    button.setAttribute("aria-pressed", String(pictures.filter === name));
  }
  cards.forEach(({ item }, picture) => { item.hidden = !shown.has(picture); });
  element("nothing").hidden = shown.size > 0;
  makeCurrent();
  showButtons(all, count);
  showSelection(pictures.selected);
  showStale(all.filter(isStale).length);
};

const showButtons = (all, count) => {
  const done = all.filter((picture) => picture.result);
  const changed = done.filter((picture) => picture.isChanged);
  element("zip").disabled = done.length === 0;
  element("zip-changed").disabled = changed.length === 0;
  element("zip-changed").textContent = text("zipChanged", changed.length);
  element("csv").disabled = done.length + count.failed === 0;
  element("retry-all").hidden = count.failed === 0;
  element("retry-all").textContent = text("retryAll", count.failed);
  element("review").hidden = count.unsure === 0;
  element("review").textContent = text("review", count.unsure);
};
