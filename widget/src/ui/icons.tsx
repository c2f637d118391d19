const SHAPES = {
  person: "M10 4a3 3 0 1 1 0 6 3 3 0 0 1 0-6M4 17c.6-3.4 2.9-5 6-5s5.4 1.6 6 5",
  menu: "M4 6h12M4 10h12M4 14h12",
  send: "M10 16V4.5M5 9.5l5-5 5 5",
  stop: "M6.5 6.5h7v7h-7z",
  down: "M10 4v11.5M5 10.5l5 5 5-5",
  close: "m5 5 10 10M15 5 5 15",
  check: "m4 10.5 4 4 8-9",
  out: "M8 5H5v10h10v-3M11 4h5v5M16 4l-7 7",
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
