import { text } from "./language.js";
import { Actions } from "./actions.js";
import { card } from "./card.js";
import { Detail } from "./detail.js";
import { Line } from "./line.js";
import { options } from "./options.js";
import { Picture } from "./picture.js";
import { Pictures } from "./pictures.js";
import { sure } from "./question.js";
import { say } from "./toast.js";

const list = document.getElementById("cards");
const atOnce = 3;

/** The pictures with their cards, and what is done to them: taken in, asked about, selected, taken away. */
export class Gallery {
  pictures = new Pictures();
  cards = new Map();
  #line = new Line(atOnce);

  constructor() {
    this.actions = new Actions((picture) => this.#line.addFirst(picture, () => picture.ask(options(picture))), say);
    this.detail = new Detail(this.pictures, this.actions, (failed) => this.again(failed));
  }

  add(files) {
    if (files.length === 0) return;
    const added = files.map(({ file, path }) => new Picture(file, path));
    for (const picture of added) {
      const shown = card(picture, this.doing(picture));
      this.cards.set(picture, shown);
      list.append(shown.item);
      picture.addEventListener("change", () => this.pictures.change());
    }
    this.pictures.add(added);
    added.forEach((picture) => this.#enqueue(picture));
  }

  /** What can be done to one picture. */
  doing(picture) {
    return {
      open: () => this.detail.open(picture),
      select: (is) => this.select([picture], is),
      turn: (by) => this.actions.turnBy([picture], by),
      guess: () => this.actions.useGuess([picture]),
      keep: () => this.actions.keep([picture]),
      retry: () => this.again([picture]),
      remove: () => this.remove([picture]),
    };
  }

  /** The picture of a card. */
  of(item) {
    return [...this.cards].find(([, shown]) => shown.item === item)[0];
  }

  select(some, is) {
    for (const picture of some) {
      picture.isSelected = is;
      this.cards.get(picture).show();
    }
    this.pictures.change();
  }

  /** Asks about pictures once more: failed ones, or all that other options hold for. */
  again(some) {
    for (const picture of some) {
      picture.state = "waiting";
      picture.change();
      this.#enqueue(picture);
    }
  }

  remove(some) {
    const beside = this.#beside(some[0]);
    some.forEach((picture) => {
      this.#drop(picture);
      picture.isSelected = false;
      this.cards.get(picture).show();
    });
    const putBack = this.pictures.remove(some);
    this.actions.did("didRemove", some.length, () => {
      putBack();
      some.filter((picture) => picture.isOpen).forEach((picture) => this.#enqueue(picture));
    });
    (beside ?? document.getElementById("files")).focus();
  }

  /** Takes all away, for good; asks first where work would be lost. */
  async clear() {
    if (this.isUnsaved && !await sure(text("sureToClear"), text("clear"))) return;
    this.pictures.all.forEach((picture) => this.#drop(picture));
    this.cards.clear();
    list.replaceChildren();
    this.actions.forget();
    this.pictures.remove(this.pictures.all);
    this.pictures.show("all");
    document.getElementById("files").focus();
  }

  /** Whether there are upright pictures that were not downloaded. */
  get isUnsaved() {
    return this.pictures.all.some((picture) => picture.isChanged && picture.saved !== picture.result);
  }

  #enqueue(picture) {
    this.#line.add(picture, () => picture.ask(options(picture)));
  }

  #drop(picture) {
    this.#line.remove(picture);
    picture.drop();
  }

  #beside(picture) {
    const all = [...list.querySelectorAll("li:not([hidden])")];
    const at = all.indexOf(this.cards.get(picture).item);
    return (all[at + 1] ?? all[at - 1])?.querySelector(".open");
  }
}
