import { english } from "./texts/en.js";
import { chinese } from "./texts/zh.js";

const remembered = "upright-language";
const languages = { en: english, zh: chinese };
const listeners = new Set();
let language = localStorage.getItem(remembered) ?? (navigator.language.startsWith("zh") ? "zh" : "en");

/** The text of a name; texts that say something of something take it. */
export const text = (name, ...about) => {
  const found = languages[language][name];
  return typeof found === "function" ? found(...about) : found;
};

/** Calls when the language changes. */
export const onLanguage = (listener) => listeners.add(listener);

/** Fills in every marked element, and the switch. */
export const showLanguage = () => {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", text(element.dataset.label));
  for (const element of document.querySelectorAll("[data-placeholder]")) element.placeholder = text(element.dataset.placeholder);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  listeners.forEach((listener) => listener());
};

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    language = button.dataset.language;
    localStorage.setItem(remembered, language);
    showLanguage();
  });
}
