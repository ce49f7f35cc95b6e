import { makeZip } from "../vendor/client-zip.js";
import { nameStyle } from "./options.js";
import { unique } from "./names.js";
import { table } from "./table.js";

/** Saves upright pictures as one ZIP file, with the table of angles. */
export const saveZip = async (pictures) => {
  const names = new Set();
  const style = nameStyle();
  const files = pictures.filter((picture) => picture.result)
    .map((picture) => ({ name: unique(picture.resultName(style), names), input: picture.result }));
  files.push({ name: unique("angles.csv", names), input: table(pictures) });
  save(await new Response(makeZip(files)).blob(), "upright.zip");
  pictures.forEach((picture) => { picture.saved = picture.result; });
};

/** Saves one. */
export const saveOne = (picture) => {
  save(picture.result, picture.resultName(nameStyle()).split("/").at(-1));
  picture.saved = picture.result;
};

/** Saves the table of angles. */
export const saveTable = (pictures) => save(new Blob([table(pictures)], { type: "text/csv" }), "angles.csv");

/** Saves a file as if it had been downloaded. */
export const save = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
