import { onLanguage, showLanguage, text } from "./language.js";
import { Picture } from "./picture.js";
import { Line } from "./line.js";
import { card } from "./card.js";
import { Detail } from "./detail.js";
import { save, saveTable, saveZip } from "./downloads.js";

const element = (id) => document.getElementById(id);
const line = new Line(3);
const pictures = [];
const cards = new Map();

const options = () => Object.fromEntries([...new FormData(element("options"))].filter(([, value]) => value !== ""));
const ask = (picture) => picture.ask(options());
const detail = new Detail(() => pictures, ask);

const add = (files) => {
  for (const file of files) {
    const picture = new Picture(file);
    pictures.push(picture);
    const shown = card(picture, () => (picture.pages ? save(picture.result, picture.resultName) : detail.open(picture)));
    cards.set(picture, shown);
    element("cards").append(shown.item);
    picture.addEventListener("change", summarise);
    line.add(() => ask(picture));
  }
  summarise();
};

const summarise = () => {
  const count = (...verdicts) => pictures.filter((picture) => verdicts.includes(picture.verdict)).length;
  const open = count("waiting", "working");
  document.body.classList.toggle("has-pictures", pictures.length > 0);
  element("pictures").hidden = pictures.length === 0;
  element("summary").textContent = text("summary", { all: pictures.length, turned: count("turn", "hand"), left: count("leave"), unsure: count("unsure"), failed: count("failed"), open });
  element("progress").value = pictures.length ? 1 - open / pictures.length : 0;
  element("progress").hidden = open === 0;
  element("zip").disabled = element("csv").disabled = open > 0 || pictures.length === 0;
};

const clear = () => {
  line.clear();
  pictures.forEach((picture) => picture.drop());
  pictures.length = 0;
  cards.clear();
  element("cards").replaceChildren();
  summarise();
  element("files").focus();
};

element("files").addEventListener("change", () => {
  add(element("files").files);
  element("files").value = "";
});
element("options").elements.threshold.addEventListener("input", (event) => {
  element("options").elements.shown.value = Number(event.target.value).toFixed(2);
});
element("options").addEventListener("submit", (event) => event.preventDefault());
element("zip").addEventListener("click", () => saveZip(pictures));
element("csv").addEventListener("click", () => saveTable(pictures));
element("clear").addEventListener("click", clear);

for (const name of ["dragenter", "dragover"]) {
  addEventListener(name, (event) => {
    event.preventDefault();
    element("drop").classList.add("over");
  });
}
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) element("drop").classList.remove("over");
});
addEventListener("drop", (event) => {
  event.preventDefault();
  element("drop").classList.remove("over");
  add(event.dataTransfer.files);
});
addEventListener("paste", (event) => add(event.clipboardData.files));

onLanguage(() => {
  cards.forEach((shown) => shown.show());
  detail.show();
  summarise();
});
showLanguage();
