const SHAPES = {
  person: "M10 4a3 3 0 1 1 0 6 3 3 0 0 1 0-6M4 17c.6-3.4 2.9-5 6-5s5.4 1.6 6 5",
  menu: "M4 6h12M4 10h12M4 14h12",
  send: "M10 16V4.5M5 9.5l5-5 5 5",
  stop: "M6.5 6.5h7v7h-7z",
  down: "M10 4v11.5M5 10.5l5 5 5-5",
  chevron: "m5 8 5 5 5-5",
  sound: "M4 8v4h2.5L10 15.5v-11L6.5 8zM13 7.5a3.5 3.5 0 0 1 0 5M15 5.2a6.5 6.5 0 0 1 0 9.6",
  voice:
    "M10 3a2.5 2.5 0 0 1 2.5 2.5v4a2.5 2.5 0 0 1-5 0v-4A2.5 2.5 0 0 1 10 3M5 9.5a5 5 0 0 0 10 0M10 14.5V17",
  camera:
    "M3 7a1.5 1.5 0 0 1 1.5-1.5H7l1-2h4l1 2h2.5A1.5 1.5 0 0 1 17 7v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14zM10 7.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6",
  close: "m5 5 10 10M15 5 5 15",
  check: "m4 10.5 4 4 8-9",
  out: "M8 5H5v10h10v-3M11 4h5v5M16 4l-7 7",
  edit: "m4 16 .8-3.4 8-8a1.5 1.5 0 0 1 2.1 0l.5.5a1.5 1.5 0 0 1 0 2.1l-8 8zM11.5 6 14 8.5",
  again: "M15.5 10a5.5 5.5 0 1 1-1.7-4M15.6 3v3.4h-3.4",
  lock: "M6 9V7a4 4 0 0 1 8 0v2M5 9h10v7H5z",
  before: "m12 5-5 5 5 5",
  next: "m8 5 5 5-5 5",
  up: "M7 9v7.5H4.2A1.2 1.2 0 0 1 3 15.3V10.2A1.2 1.2 0 0 1 4.2 9zM7 9l3-6a2 2 0 0 1 2 2v3h3.4a1.6 1.6 0 0 1 1.6 1.9l-.9 5.3a1.6 1.6 0 0 1-1.6 1.3H7",
  unsure: "M7.4 7.6a2.6 2.6 0 1 1 3.9 2.3c-.9.5-1.3 1-1.3 2M10 14.8v.1",
  picture: "M3 5h14v10H3zM3 13l4-4 4 4 2-2 4 4",
} as const;

interface Props {
  shape: keyof typeof SHAPES;
  small?: boolean;
}

export const Icon = ({ shape, small = false }: Props) => (
  <svg class={small ? "aw-i aw-i-small" : "aw-i"} viewBox="0 0 20 20" aria-hidden="true">
    <path d={SHAPES[shape]} />
  </svg>
);
