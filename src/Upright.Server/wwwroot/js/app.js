import { onLanguage, showLanguage } from "./language.js";
import { listenToArrivals } from "./arrivals.js";
import { listenToButtons, listenToLetters } from "./buttons.js";
import { Gallery } from "./gallery.js";
import { isStale, onOptions } from "./options.js";
import { showOverview } from "./overview.js";

// Puts the page together.
const gallery = new Gallery();
const show = () => showOverview(gallery);

listenToArrivals((files) => gallery.add(files));
listenToButtons(gallery);
listenToLetters(gallery);
onOptions(show, () => gallery.again(gallery.pictures.all.filter(isStale)));
gallery.pictures.addEventListener("change", show);
addEventListener("beforeunload", (event) => {
  if (gallery.isUnsaved || gallery.pictures.open > 0) event.preventDefault();
});
onLanguage(() => {
  gallery.cards.forEach((shown) => shown.show());
  gallery.detail.show();
  show();
});
showLanguage();
