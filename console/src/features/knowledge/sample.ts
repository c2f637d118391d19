/** A file that shows what rows become articles, made in the browser. */
const SAMPLE = `question,answer,language,tags
How long may I send goods back?,"Within 60 days, unused, with the receipt.",en,returns
Do you repair what you sell?,"Yes, in our own workshop. It takes about two weeks.",en,repairs|service
`;

/** Save the sample to the reader's device. */
export function saveSample(): void {
  const address = URL.createObjectURL(new Blob([SAMPLE], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "aisle-articles.csv";
  link.click();
  URL.revokeObjectURL(address);
}
