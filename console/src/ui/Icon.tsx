/** The console's own drawings, on a 20 by 20 grid. Decoration: words stand beside them. */
const PATHS = {
  home: "M3.5 9 10 3.5 16.5 9v7a.8.8 0 0 1-.8.8h-3.4v-4.6H7.7v4.6H4.3a.8.8 0 0 1-.8-.8z",
  conversations:
    "M4 4.5h12a1.2 1.2 0 0 1 1.2 1.2v7A1.2 1.2 0 0 1 16 13.9h-6.2L6 17v-3.1H4a1.2 1.2 0 0 1-1.2-1.2v-7A1.2 1.2 0 0 1 4 4.5z",
  assistant:
    "M4 6.5h12v8.2a1.3 1.3 0 0 1-1.3 1.3H5.3A1.3 1.3 0 0 1 4 14.7zM7 6.5V3.2M13 6.5V3.2M7.3 11v.1M12.7 11v.1",
  catalogue: "m10 2.8 6.5 3.4v7.6L10 17.2l-6.5-3.4V6.2zM3.7 6.3 10 9.6l6.3-3.3M10 9.6v7.4",
  knowledge:
    "M10 5.2C8.6 4 6.5 3.6 3.3 3.7v11.6c3.2-.1 5.3.3 6.7 1.5 1.4-1.2 3.5-1.6 6.7-1.5V3.7C13.5 3.6 11.4 4 10 5.2zm0 0v11.4",
  sources: "M7 3v4M13 3v4M5 7h10v2.5a5 5 0 0 1-10 0zM10 14.5V17.5",
  widget: "M3 4.5h14v9H3zM7 17h6M11.5 8.5h3v3h-3z",
  settings:
    "M7.5 10a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M10 2.8v2M10 15.2v2M17.2 10h-2M4.8 10h-2M15.1 4.9l-1.4 1.4M6.3 13.7l-1.4 1.4M15.1 15.1l-1.4-1.4M6.3 6.3 4.9 4.9",
  operations: "M3 10h3l2-5 4 10 2-5h3",
  more: "M3.5 6h13M3.5 10h13M3.5 14h13",
  dots: "M5 10v.1M10 10v.1M15 10v.1",
  search: "M3.8 9a5.2 5.2 0 1 0 10.4 0A5.2 5.2 0 1 0 3.800 9M13 13l4 4",
  chooser: "m7 8 3-3 3 3M7 12l3 3 3-3",
  plus: "M10 4v12M4 10h12",
  pause: "M7 5v10M13 5v10",
  play: "M7 4.500v11l8.500-5.500z",
  close: "m5 5 10 10M15 5 5 15",
  check: "m4 10.5 4 4 8-9",
  dash: "M4 10h12",
  warning: "M10 3.2 17.5 16.3h-15zM10 8.2v3.8M10 14.2v.1",
  shield: "M10 2.8 16 5v4.6c0 3.7-2.4 6.3-6 7.6-3.6-1.3-6-3.9-6-7.6V5z",
  bolt: "m11 2.800-6 8.400h4.300L8.800 17.200l6-8.400h-4.300z",
  globe:
    "M3.2 10a6.8 6.8 0 1 0 13.6 0A6.8 6.8 0 1 0 3.200 10M3.200 10h13.600M10 3.200c2 2 2.800 4.200 2.800 6.800s-.8 4.800-2.800 6.800c-2-2-2.800-4.200-2.800-6.800S8 5.200 10 3.200z",
  shop: "M4.500 7h11l.8 9.800H3.700zM7 7a3 3 0 0 1 6 0",
  file: "M5.500 2.800h6l3.500 3.600v10.800h-9.500zM11.300 2.800v3.700H15",
  photo:
    "M3 6.500h3.200L7.500 4.300h5l1.300 2.200H17v9.500H3zM7.300 11a2.700 2.700 0 1 0 5.400 0A2.700 2.700 0 1 0 7.300 11",
  code: "m7 6-4 4 4 4M13 6l4 4-4 4",
  bell: "M5.500 14V9a4.500 4.500 0 0 1 9 0v5l1.500 1.500H4zM8.300 17.500h3.400",
  person: "M7 7a3 3 0 1 0 6 0 3 3 0 1 0-6 0M4 17c.6-3.400 2.900-5 6-5s5.400 1.600 6 5",
  back: "m12 4-6 6 6 6",
  forward: "m8 4 6 6-6 6",
  up: "m5 12 5-5 5 5",
  down: "m5 8 5 5 5-5",
  refresh: "M15.500 7A6.200 6.200 0 1 0 16 11M16 3.500V7h-3.500",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, small, flip }: { name: IconName; small?: boolean; flip?: boolean }) {
  return (
    <svg
      className={["i", small && "s", flip && "flip"].filter(Boolean).join(" ")}
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
