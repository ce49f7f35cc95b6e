// Asks the service. Busy is no failure: it says when to come again. Until then nobody asks, and then who waited longest asks first;
// otherwise those who come new would take the places of those who were sent away.
let open = Promise.resolve();

/** What the service refused, with its catalogue code; or that it cannot be reached. */
export class Refused extends Error {
  constructor(code, detail, status) {
    super(detail ?? code);
    this.code = code;
    this.detail = detail;
    this.status = status;
  }
}

/** The upright picture, or document, of a file: { metadata, result }. Tells when it has to wait for its turn, and when it goes on. */
export const fix = async (file, { key, ...query }, signal, waits) => {
  const form = await (await ask("v1/fix", file, { ...query, views: true }, key, signal, waits)).formData();
  return { metadata: JSON.parse(await form.get("metadata").text?.() ?? form.get("metadata")), result: form.get("picture") ?? form.get("document") };
};

/** Small JPEGs of a picture, or of pages of a document, as they came. */
export const previews = async (file, { key, ...query }, signal) =>
  (await (await ask("v1/previews", file, query, key, signal)).formData()).getAll("preview");

const ask = async (address, body, query, key, signal, waits = () => {}) => {
  const headers = { Accept: "multipart/form-data" };
  if (key) headers.Authorization = `Bearer ${key}`;
  for (;;) {
    await open;
    const answer = await fetch(`${address}?${new URLSearchParams(query)}`, { method: "POST", body, headers, signal })
      .catch((error) => { throw signal?.aborted ? error : new Refused("unreachable"); });
    if (answer.ok) return answer;
    if (answer.status !== 429) throw await refusal(answer);
    waits(true);
    open = pause(Number(answer.headers.get("Retry-After") ?? 1));
    await open;
    waits(false);
  }
};

const refusal = async (answer) => {
  const problem = await answer.json().catch(() => ({}));
  return new Refused(problem.code ?? String(answer.status), problem.detail, answer.status);
};

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
