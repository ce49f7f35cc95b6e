import { previews } from "./service.js";

const side = 640;

/** A small picture to show, as a canvas: decoding two hundred photos at full size would fill a phone's memory. Null where the browser cannot read it. */
export const preview = (file) => decode(file).then((bitmap) => drawn(bitmap, side), () => null);

/** The service's small pictures, for what the browser cannot read (TIFF, say) and the pages of documents. */
export const servedPreviews = async (file, options, signal) =>
  Promise.all((await previews(file, options, signal)).map(async (jpeg) => drawn(await decode(jpeg), options.size)));

const drawn = (bitmap, most) => {
  const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
};

const decode = (blob) => createImageBitmap(blob, { imageOrientation: "from-image" });
