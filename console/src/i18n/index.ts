/** Messages: one file per feature (or part of one, as settings/usage) and language, fetched when they are needed first. */
import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";
import { directionOf, LANGUAGES, type Language, pickLanguage } from "./languages";
import { readLook, saveLook } from "./look";

type File = () => Promise<{ default: Record<string, string> }>;

const FILES: Record<string, File> = {
  ...(import.meta.glob("../features/**/messages/*.json") as Record<string, File>),
  ...(import.meta.glob("../shell/messages/*.json") as Record<string, File>),
  ...(import.meta.glob("../problems/messages/*.json") as Record<string, File>),
};

/** Messages of no feature: the frame's, and those of refusals by their code. */
const COMMON: readonly string[] = ["shell", "problems"];

const fileOf = (namespace: string, language: string): File | undefined =>
  FILES[
    COMMON.includes(namespace)
      ? `../${namespace}/messages/${language}.json`
      : `../features/${namespace}/messages/${language}.json`
  ];

const backend: BackendModule = {
  type: "backend",
  init: () => {},
  read: (language, namespace, done) => {
    const file = fileOf(namespace, language);
    if (!file) return done(new Error(`no messages of ${namespace} in ${language}`), false);
    file().then(
      (found) => done(null, found.default),
      (error) => done(error, false),
    );
  },
};

/** Start with the language that was chosen, or else the browser's. */
export async function startLanguages(): Promise<void> {
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: pickLanguage([readLook().language, ...navigator.languages]),
      supportedLngs: Object.keys(LANGUAGES),
      fallbackLng: "en",
      ns: ["shell"],
      defaultNS: "shell",
      keySeparator: false,
      interpolation: { escapeValue: false }, // React escapes
    });
  dress(i18next.language);
  i18next.on("languageChanged", dress);
}

/** Change the language here and on this device. */
export async function setLanguage(language: Language): Promise<void> {
  saveLook({ language });
  await i18next.changeLanguage(language);
}

function dress(language: string): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
