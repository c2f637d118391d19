/** What the API says went wrong: a problem document (RFC 9457) with a stable code. */
export class Problem extends Error {
  /**
   * @param status HTTP status; 0 when nothing answered at all.
   * @param code Stable name of the fault, as docs/reference/errors.md lists it.
   * @param detail A sentence for people.
   * @param fields What is wrong with single fields, by their dotted names.
   */
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.name = "Problem";
  }

  /** Whether trying the same again can help. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Read a refusal, whoever wrote it: a proxy on the way knows nothing of problem documents. */
export async function problemOf(response: Response): Promise<Problem> {
  const said = await response.json().catch(() => ({}));
  const detail = text(said.detail) ?? text(said.title) ?? "";
  return new Problem(response.status, text(said.code) ?? "unreadable", detail, fieldsOf(said));
}

/** Whatever was thrown, as a problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, "unreachable", error instanceof Error ? error.message : "");
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value ? value : undefined;
}

function fieldsOf(said: Record<string, unknown>): Record<string, string> {
  const fields = said.fields ?? {};
  const pairs = Object.entries(fields).filter((pair): pair is [string, string] => !!text(pair[1]));
  return Object.fromEntries(pairs);
}
