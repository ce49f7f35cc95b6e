import { text } from "./language.js";

const said = ({ code }) => text("problems")[code] ?? text("problems").unexpected;

/** What happened, in few words; a format by its name. */
export const whatHappened = (error) => {
  const format = error.code === "unsupported-format" && /^It is ([^:]+):/.exec(error.detail ?? "")?.[1];
  return format ? text("formatUnread", format) : said(error)[0];
};

/** What to do about it. */
export const whatToDo = (error) => said(error)[1];

/** Where the page about errors says more; null for what it cannot know of. */
export const moreAbout = ({ code }) => (code in text("problems") && code !== "unreachable" ? `docs/errors.md#${code}` : null);
