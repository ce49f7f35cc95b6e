import { text } from "./language.js";

/** What can be done to pictures and pages, by one or by many, and undone. A document's pages stand for it. */
export class Actions {
  #done = [];

  /** `ask` has the service carry out what was chosen; `tell` says what was done, and whether it can be undone. */
  constructor(ask, tell) {
    this.ask = ask;
    this.tell = tell;
  }

  turnBy(items, degrees) {
    this.#choose(items, (item) => item.angleAfter(degrees));
  }

  turnTo(items, angle) {
    this.#choose(items, () => angle);
  }

  /** Takes the service's best guess, of those that have one. */
  useGuess(items) {
    const guesses = new Map(each(items).filter((item) => item.guess !== null).map((item) => [item, item.guess]));
    this.#choose([...guesses.keys()], (item) => guesses.get(item), "didGuess");
  }

  /** Leaves as they came. */
  keep(items) {
    this.#choose(items, () => 0, "didKeep");
  }

  /** Goes back to the service's answers. */
  back(items) {
    this.#choose(items, () => null, "didBack");
  }

  /** Something that was done elsewhere, and how it is undone. */
  did(name, count, undo) {
    this.#done.push(undo);
    this.tell(text(name, count), true);
  }

  undo() {
    const undo = this.#done.pop();
    if (!undo) return;
    undo();
    this.tell(text("undone"), this.#done.length > 0);
  }

  forget() {
    this.#done = [];
  }

  #choose(items, angleOf, name = "didTurn") {
    const before = new Map(each(items).filter((item) => item.state !== "failed").map((item) => [item, item.byHand]));
    if (before.size === 0) return;
    this.#apply([...before.keys()].map((item) => [item, angleOf(item)]));
    this.did(name, before.size, () => this.#apply([...before]));
  }

  #apply(angles) {
    for (const [item, angle] of angles) item.choose(angle);
    new Set(angles.map(([item]) => item.document ?? item)).forEach((picture) => this.ask(picture));
  }
}

const each = (items) => [...items].flatMap((item) => item.pages ?? [item]);
