/** Where the build put a piece, below the server's static files. */
declare const __PANEL__: string;
declare const __NUDGE__: string;

type Panel = typeof import("../panel/main");
type Nudge = typeof import("../nudge/main");

const fetchPiece = (host: string, path: string) =>
  import(/* @vite-ignore */ `${host}/static/${path}`);

export const fetchPanel = (host: string): Promise<Panel> => fetchPiece(host, __PANEL__);
export const fetchNudge = (host: string): Promise<Nudge> => fetchPiece(host, __NUDGE__);
