import { useEffect, useState } from "react";
import { useUrlState } from "./urlState";

const REST_MS = 250;

/** A search of a list, kept in the address as `q` once the typing rests. */
export function Search({ label }: { label: string }) {
  const [q, setQ] = useUrlState<string>("q", "");
  const [typed, setTyped] = useState(q);
  useEffect(() => {
    if (typed.trim() === q) return;
    const timer = setTimeout(() => setQ(typed.trim() || undefined), REST_MS);
    return () => clearTimeout(timer);
  }, [typed, q, setQ]);
  return (
    <input
      type="search"
      className="input"
      maxLength={200}
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
