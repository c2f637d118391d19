import type { Contact } from "./api/types";
import type { Look, PageConfig } from "./config";

const TIMEOUT_MS = 5000;
/** Enough for trying a look; the server says the real bound with every session. */
const MAX_LENGTH = 1000;

/** What `GET /api/v1/widget/preview` says of a draft, as far as the page shows it. */
interface Draft {
  store: { slug: string; name: string; language: string; currency: string };
  theme: { light: Record<string, string>; dark: Record<string, string>; font: string | null };
  title: string | null;
  mark: string;
  logo: string | null;
  avatar: string | null;
  greeting: string;
  suggestions: { texts: string[] }[];
  consent: { text: string | null };
  retention_days: number;
  privacy_url: string | null;
  contact: Contact;
  voice: boolean;
  photo: boolean;
}

function lookOf(draft: Draft): Look {
  const { store, theme, mark, greeting, suggestions, privacy_url, contact } = draft;
  const { light, dark } = theme;
  const texts = suggestions[0]?.texts ?? [];
  const shown = {
    mark,
    brand: { light, dark },
    greeting,
    suggestions: texts,
    privacy_url,
    contact,
  };
  return {
    store: { ...store, ...shown },
    retention_days: draft.retention_days,
    max_message_length: MAX_LENGTH,
  };
}

function wear(config: PageConfig, draft: Draft): PageConfig {
  const { title, logo, avatar, consent, voice, photo, store } = draft;
  const own = { title, logo, avatar, consent: consent.text, voice, photo };
  return { ...config, ...own, name: store.name, look: lookOf(draft) };
}

/**
 * Dresses the page in a draft, where its address holds a link to one (`?preview=`). A link that does not
 * work any more is said in place of the title: what is seen then is no draft.
 */
export async function withPreview(config: PageConfig, query: string): Promise<PageConfig> {
  const link = new URLSearchParams(query).get("preview");
  if (!link) return config;
  try {
    const url = `${config.api}/widget/preview?link=${encodeURIComponent(link)}`;
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const body = await response.json();
    return response.ok ? wear(config, body) : { ...config, title: body.title };
  } catch {
    return config;
  }
}
