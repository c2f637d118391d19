/** The mark: a sign that hangs from the ceiling of a shop. */
export function Mark() {
  return (
    <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
      <path d="M7 0v7M19 0v7" stroke="var(--c-line-strong)" strokeWidth="1.6" />
      <rect x="2" y="7" width="22" height="16" rx="4" fill="var(--c-accent)" />
      <path
        d="M8 18.5 13 10.500l5 8M10.200 16h5.600"
        stroke="var(--c-on-accent)"
        strokeWidth="2"
        fill="none"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
