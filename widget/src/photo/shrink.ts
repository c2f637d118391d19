const LONGEST_PX = 1600;
const QUALITY = 0.85;

/** The size that a picture is drawn in: no side longer than `longest`, never larger than it is. */
export function fitted(width: number, height: number, longest = LONGEST_PX): [number, number] {
  const share = Math.min(1, longest / Math.max(width, height));
  return [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))];
}

export interface Shrunk {
  canvas: HTMLCanvasElement;
  /** A JPEG without any of the file's own data: drawn anew, it has no place, device or time in it. */
  blob: Blob;
}

/** Draws a picture anew, upright and small, on this device. Rejects for what is no picture. */
export async function shrink(file: Blob): Promise<Shrunk> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = fitted(bitmap.width, bitmap.height);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("There is no way to draw here.");
  // A JPEG has no clear parts: they become white and not black.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!blob) throw new Error("The picture could not be written.");
  return { canvas, blob };
}
