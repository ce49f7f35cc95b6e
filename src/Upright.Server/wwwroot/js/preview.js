import { fix } from "./service.js";

const side = 640;

/** A small picture to show, as a canvas: decoding two hundred photos at full size would fill a phone's memory. Null where the browser cannot read it. */
export const preview = (file) => decode(file).then(small, () => null);

/** The same of what the browser cannot read (TIFF, say) and the service can: not turned, as a JPEG. */
export const servedPreview = async (file, options, signal) =>
  small(await decode((await fix(file, { key: options.key, turn: 0, format: "jpeg", quality: 80 }, signal)).result));

const small = (bitmap) => {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
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
