import type { Context } from "./context";

const PIECE = 0x8000;

/** Bytes as base64, in pieces that a call can take. */
async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE)
    text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}

/** Gives the chosen photo to a message that is about to be sent. */
export async function attachPhoto(context: Context, key: string): Promise<void> {
  const ready = context.view.get().photo?.ready;
  if (!ready) return;
  const data = await base64(ready);
  context.photos.set(key, { type: "image", media_type: "image/jpeg", data });
  context.view.set({ photo: null });
}
