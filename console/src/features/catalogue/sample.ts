/** A file that shows what an import takes, made in the browser. */
const SAMPLE = `Name,SKU,Price,Stock,Category,Description,Image
Example tent for two,TENT-2,249.00,12,Tents,"A light tent for two, 2.1 kg, for three seasons.",https://shop.example/tent.jpg
Example headlamp,LAMP-1,39.90,40,Lights,"300 lumens, rechargeable, 80 g.",https://shop.example/lamp.jpg
`;

/** Save the sample to the reader's device. */
export function saveSample(): void {
  const address = URL.createObjectURL(new Blob([SAMPLE], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "aisle-products.csv";
  link.click();
  URL.revokeObjectURL(address);
}
