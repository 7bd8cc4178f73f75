(async () => {
  if (typeof DecompressionStream === "undefined") return tables();
  const loaded = held();
  try {
    const script = document.createElement("script");
    script.textContent = await unpack(document.getElementById("drawing").textContent);
    document.head.append(script);
    if (typeof choosing === "function") await choosing();
    else await Promise.all(charts.map((chart) => draw(chart)));
    root.dataset.drawn ??= "all";
  } finally {
    loaded();
  }
})();
