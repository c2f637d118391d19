/** Exports of the organization: asked for, watched while they are packed, fetched and deleted. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components } from "../../../api/schema";

export type Export = components["schemas"]["ShownExport"];

const WATCH_MS = 2_000;
const PATH = "/api/v1/organization/exports";

export const exportsQuery = queryOptions({
  queryKey: ["exports"],
  queryFn: async () => (await answer(api.GET(PATH))).items,
  refetchInterval: ({ state }) =>
    state.data?.some((one) => one.state === "packing") ? WATCH_MS : false,
});

const named = (export_id: string) => ({ params: { path: { export_id } } });

export const startExport = () => answer(api.POST(PATH));
export const deleteExport = (id: string) => answer(api.DELETE(`${PATH}/{export_id}`, named(id)));

/** Save the archive on this device. */
export async function fetchExport(id: string): Promise<void> {
  const whole = (await answer(
    api.GET(`${PATH}/{export_id}/file`, { ...named(id), parseAs: "blob" }),
  )) as unknown as Blob;
  const address = URL.createObjectURL(whole);
  const link = document.createElement("a");
  link.href = address;
  link.download = "aisle-export.zip";
  link.click();
  URL.revokeObjectURL(address);
}
