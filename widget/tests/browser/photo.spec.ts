import type { Page } from "@playwright/test";
import { expect, test } from "./shop";

/** An EXIF segment with one entry: a place (GPS), at 54.45 degrees north. */
function exif(): Buffer {
  const tiff = Buffer.concat([
    Buffer.from("MM\0*\0\0\0\x08", "latin1"),
    // One entry, the pointer to the place at byte 26; no second list.
    Buffer.from([0, 1, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0]),
    // Two entries: north, and the latitude's three fractions at byte 56.
    Buffer.from([0, 2, 0, 1, 0, 2, 0, 0, 0, 2, 0x4e, 0, 0, 0]),
    Buffer.from([0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 56, 0, 0, 0, 0]),
    Buffer.from([0, 0, 0, 54, 0, 0, 0, 1, 0, 0, 0, 27, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]),
  ]);
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** A photo of 2400 x 1200 as a phone takes it: with the place where it was taken. */
async function photo(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2400, 1200];
    const pen = canvas.getContext("2d");
    for (let at = 0; pen && at < 24; at += 1) {
      pen.fillStyle = `hsl(${at * 15} 60% 50%)`;
      pen.fillRect(at * 100, 0, 100, 1200);
    }
    return canvas.toDataURL("image/jpeg", 0.9);
  });
  const bytes = Buffer.from(drawn.slice(drawn.indexOf(",") + 1), "base64");
  return Buffer.concat([bytes.subarray(0, 2), exif(), bytes.subarray(2)]);
}

/** The names of a JPEG's segments up to its picture, and the picture's size. */
function segments(bytes: Buffer): { names: number[]; width: number; height: number } {
  const names: number[] = [];
  let [width, height] = [0, 0];
  for (let at = 2; bytes[at] === 0xff && bytes[at + 1] !== 0xda; ) {
    const name = bytes[at + 1] ?? 0;
    names.push(name);
    if (name >= 0xc0 && name <= 0xc2)
      [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)];
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return { names, width, height };
}

const EXIF = 0xe1;

test("a photo goes out small, without the place where it was taken", async ({ shop, page }) => {
  const sent: { message: string; attachments?: { type: string; id: string }[] }[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/v1/chat")) sent.push(request.postDataJSON());
  });
  await shop.visit();
  await shop.open();
  const taken = await photo(page);
  expect(segments(taken)).toMatchObject({ width: 2400, height: 1200 });
  expect(segments(taken).names).toContain(EXIF);

  const chat = page.frameLocator("aisle-widget iframe");
  const choose = (buffer: Buffer) =>
    chat
      .locator("input[type=file]")
      .setInputFiles({ name: "tent.jpg", mimeType: "image/jpeg", buffer });
  await choose(Buffer.from("no picture at all"));
  await expect(chat.locator(".aw-photo .aw-warn")).toBeVisible();
  await chat.locator(".aw-photo").getByRole("button").click();
  await expect(chat.locator(".aw-photo")).toHaveCount(0);

  await choose(taken);
  await expect(chat.locator(".aw-photo canvas")).toBeVisible();
  await shop.expectAccessible("a photo is ready");
  await shop.chat.askFully("Short");
  expect(sent[0]?.attachments).toEqual([{ type: "photo", id: expect.any(String) }]);
  const { photos } = await (await page.request.get("/told")).json();
  expect(photos).toEqual([{ type: "image/jpeg", data: expect.any(String) }]);
  const bytes = Buffer.from(photos[0].data, "base64");
  const found = segments(bytes);
  expect(found).toMatchObject({ width: 1600, height: 800 });
  expect(found.names).not.toContain(EXIF);
  expect(bytes.includes("Exif")).toBe(false);

  // A photo needs no words.
  await choose(taken);
  await expect(chat.locator(".aw-photo canvas")).toBeVisible();
  await chat.locator(".aw-send").click();
  await expect(chat.locator(".aw-q").last()).toContainText("With a photo");
  await expect.poll(() => sent).toHaveLength(2);
  expect(sent[1]).toMatchObject({ message: "", attachments: [{ type: "photo" }] });
});
