/** Filters of feedback, as the address and the API have them. */
export const RATINGS = ["down", "up"] as const;
export const FEEDBACK_STATES = ["open", "dealt"] as const;

/** Codes of reasons by rating, as shoppers are offered them. */
export const REASONS = {
  down: [
    "wrong",
    "outdated",
    "incomplete",
    "off_topic",
    "source_does_not_say_so",
    "wrong_language",
    "too_long",
    "other",
  ],
  up: ["helpful", "clear", "well_sourced", "quick", "other"],
} as const;

/** Read filters out of an address's search: open ones unless it says otherwise. */
export function feedbackFiltersOf(
  search: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const state = String(search.state ?? "open");
  const said = { rating: search.rating, reason: search.reason };
  const given = Object.entries(said).filter(([, value]) => typeof value === "string" && value);
  return {
    ...(state !== "all" && { state }),
    ...(Object.fromEntries(given) as Record<string, string>),
  };
}

/** Which section of the assistant a reason points to; undefined where it points to what was said. */
export function sectionOf(reasons: readonly string[]): string | undefined {
  if (reasons.includes("wrong_language")) return "languages";
  if (reasons.includes("too_long")) return "instructions";
  if (reasons.includes("off_topic")) return "guardrails";
  if (reasons.includes("source_does_not_say_so")) return "knowledge";
  return undefined;
}
