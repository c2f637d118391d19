import type { Opinion } from "../api/chat";
import type { MessageKey } from "../i18n";

type Reasons = Record<string, MessageKey>;

/** Why an answer was good or not: the server's codes, and what a shopper reads. */
export const REASONS: Record<Opinion["rating"], Reasons> = {
  up: {
    helpful: "reasonHelpful",
    clear: "reasonClear",
    well_sourced: "reasonWellSourced",
    quick: "reasonQuick",
    other: "reasonOther",
  },
  down: {
    wrong: "reasonWrong",
    outdated: "reasonOutdated",
    incomplete: "reasonIncomplete",
    off_topic: "reasonOffTopic",
    source_does_not_say_so: "reasonNotInSource",
    wrong_language: "reasonLanguage",
    too_long: "reasonTooLong",
    other: "reasonOther",
  },
};

export const MOST_REASONS = 5;
export const MOST_COMMENT = 2_000;
