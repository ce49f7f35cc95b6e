import { onLanguage, showLanguage, text } from "./language.js";
import { Actions } from "./actions.js";
import { card } from "./card.js";
import { listenToKeys, makeCurrent } from "./cards.js";
import { Detail } from "./detail.js";
import { saveTable, saveZip } from "./downloads.js";
import { chosen, taken } from "./intake.js";
import { Line } from "./line.js";
import { isStale, onOptions, options, showStale } from "./options.js";
import { Picture } from "./picture.js";
import { filterNames, Pictures } from "./pictures.js";
import { Progress } from "./progress.js";
import { sure } from "./question.js";
import { showSelection } from "./selection.js";
import { say } from "./toast.js";

const element = (id) => document.getElementById(id);
const line = new Line(3);
const pictures = new Pictures();
const cards = new Map();
const progress = new Progress();
const actions = new Actions((picture) => line.addFirst(picture, () => picture.ask(options(picture.file))), say);
const detail = new Detail(pictures, actions, (failed) => retry(failed));

const enqueue = (picture) => line.add(picture, () => picture.ask(options(picture.file)));

const add = (files) => {
  if (files.length === 0) return;
  const added = files.map(({ file, path }) => new Picture(file, path));
  for (const picture of added) {
    const shown = card(picture, doing(picture));
    cards.set(picture, shown);
    element("cards").append(shown.item);
    picture.addEventListener("change", () => pictures.change());
  }
  pictures.add(added);
  added.forEach(enqueue);
};

const doing = (picture) => ({
  open: () => detail.open(picture),
  select: (is) => select([picture], is),
  turn: (by) => actions.turnBy([picture], by),
  guess: () => actions.useGuess([picture]),
  keep: () => actions.keep([picture]),
  retry: () => retry([picture]),
  remove: () => remove([picture]),
});

const select = (some, is) => {
  for (const picture of some) {
    picture.isSelected = is;
    cards.get(picture).show();
  }
  pictures.change();
};

const retry = (failed) => {
  for (const picture of failed) {
    picture.state = "waiting";
    picture.change();
    enqueue(picture);
  }
};

const remove = (some) => {
  const beside = nextCard(some[0]);
  some.forEach((picture) => {
    line.remove(picture);
    picture.drop();
    picture.isSelected = false;
    cards.get(picture).show();
  });
  const putBack = pictures.remove(some);
  actions.did("didRemove", some.length, () => {
    putBack();
    some.filter((picture) => picture.isOpen).forEach(enqueue);
  });
  (beside ?? element("files")).focus();
};

const nextCard = (picture) => {
  const all = [...document.querySelectorAll("#cards li:not([hidden])")];
  const at = all.indexOf(cards.get(picture).item);
  return (all[at + 1] ?? all[at - 1])?.querySelector(".open");
};

const isUnsaved = () => pictures.all.some((picture) => picture.isChanged && picture.saved !== picture.result);

const clear = async () => {
  if (isUnsaved() && !await sure(text("sureToClear"), text("clear"))) return;
  pictures.all.forEach((picture) => {
    line.remove(picture);
    picture.drop();
  });
  cards.clear();
  element("cards").replaceChildren();
  actions.forget();
  pictures.remove(pictures.all);
  pictures.show("all");
  element("files").focus();
};

const show = () => {
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
  showDownloads(all, count);
  showSelection(pictures.selected);
  showStale(all.filter(isStale).length);
};

const showDownloads = (all, count) => {
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

const on = (id, does) => element(id).addEventListener("click", does);
for (const id of ["files", "folder", "camera"]) {
  element(id).addEventListener("change", () => {
    add(chosen(element(id).files));
    element(id).value = "";
  });
}
on("zip", () => saveZip(pictures.all));
on("zip-changed", () => saveZip(pictures.all.filter((picture) => picture.isChanged)));
on("csv", () => saveTable(pictures.all));
on("clear", clear);
on("undo", () => actions.undo());
on("retry-all", () => retry(pictures.all.filter(({ verdict }) => verdict === "failed")));
on("review", () => {
  pictures.show("unsure");
  detail.open(pictures.items.find(({ verdict }) => verdict === "unsure"));
});
on("select-all", () => select(pictures.shown, true));
on("select-none", () => select(pictures.all, false));
on("selected-guess", () => actions.useGuess(pictures.selected));
on("selected-keep", () => actions.keep(pictures.selected));
on("selected-back", () => actions.back(pictures.selected));
on("selected-remove", () => remove(pictures.selected));
on("selected-zip", () => saveZip(pictures.selected));
for (const button of document.querySelectorAll("[data-selected-turn]")) {
  button.addEventListener("click", () => actions.turnBy(pictures.selected, Number(button.dataset.selectedTurn)));
}
for (const button of document.querySelectorAll("[data-filter]")) {
  button.addEventListener("click", () => pictures.show(button.dataset.filter));
}

onOptions(show, () => pictures.all.filter(isStale).forEach((picture) => {
  picture.state = "waiting";
  picture.change();
  enqueue(picture);
}));

const pictureOf = (item) => [...cards].find(([, shown]) => shown.item === item)[0];
const withPicture = (does) => (item) => does(doing(pictureOf(item)), pictureOf(item));
listenToKeys({
  g: withPicture((does) => does.guess()),
  k: withPicture((does) => does.keep()),
  l: withPicture((does) => does.turn(-90)),
  r: withPicture((does) => does.turn(90)),
  u: withPicture((does) => does.turn(180)),
  x: withPicture((does, picture) => does.select(!picture.isSelected)),
  delete: withPicture((does) => does.remove()),
});

for (const name of ["dragenter", "dragover"]) {
  addEventListener(name, (event) => {
    event.preventDefault();
    element("drop").classList.add("over");
  });
}
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) element("drop").classList.remove("over");
});
addEventListener("drop", async (event) => {
  event.preventDefault();
  element("drop").classList.remove("over");
  const found = await taken(event.dataTransfer);
  if (found.length === 0 && event.dataTransfer.types.includes("Files")) say(text("noPicturesThere"), false);
  add(found);
});
addEventListener("paste", async (event) => {
  if (event.target.matches("input, select")) return;
  add(await taken(event.clipboardData));
});
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z" && !event.target.matches("input:not([type=range], [type=checkbox])")) {
    event.preventDefault();
    actions.undo();
  }
});
addEventListener("beforeunload", (event) => {
  if (isUnsaved() || pictures.open > 0) event.preventDefault();
});

pictures.addEventListener("change", show);
onLanguage(() => {
  cards.forEach((shown) => shown.show());
  detail.show();
  show();
});
showLanguage();
