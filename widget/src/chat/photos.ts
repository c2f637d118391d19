import type { Problem } from "../api/problem";
import type { Context, Running } from "./context";

/** Gives the chosen photo to a message that is about to be sent. */
export function attachPhoto(context: Context, key: string): void {
  const blob = context.view.get().photo?.ready;
  if (!blob) return;
  context.photos.set(key, { blob, sent: null });
  context.view.set({ photo: null });
}

/** Uploads a message's photo before the message goes; once, however often the message is tried. */
export async function uploadPhoto(context: Context, { key, abort }: Running): Promise<void> {
  const photo = context.photos.get(key);
  if (photo && !photo.sent) photo.sent = await context.api.upload(photo.blob, abort.signal);
}

/** Whether the server has forgotten an uploaded photo, which is then uploaded anew. */
export function isForgotten(context: Context, key: string, problem: Problem): boolean {
  const photo = context.photos.get(key);
  if (problem.code !== "photo_not_found" || !photo) return false;
  photo.sent = null;
  return true;
}
