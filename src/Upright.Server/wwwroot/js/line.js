/** Runs jobs in their order, a few at a time. */
export class Line {
  #waiting = [];
  #free;

  constructor(atOnce) {
    this.#free = atOnce;
  }

  add(job) {
    this.#waiting.push(job);
    this.#next();
  }

  clear() {
    this.#waiting = [];
  }

  async #next() {
    if (this.#free === 0 || this.#waiting.length === 0) return;
    this.#free--;
    try {
      await this.#waiting.shift()();
    } finally {
      this.#free++;
      this.#next();
    }
  }
}
