/** Charts are fetched only by pages that have some. */
export async function startBoards(root: ParentNode): Promise<void> {
  if (!root.querySelector("[data-chart]:not([data-drawn])")) return;
  const { drawAll } = await import("./charts");
  drawAll(root);
}
