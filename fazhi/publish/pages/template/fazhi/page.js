(async () => {
  // Beside the page where many share it, else in it.
  const packed = window.fazhiDrawing ?? document.getElementById("drawing").textContent;
  if (!packed || typeof DecompressionStream === "undefined") return tables();
  const loaded = held();
  try {
    const script = document.createElement("script");
    script.textContent = await unpack(packed);
    document.head.append(script);
    if (typeof choosing === "function") await choosing();
    else await Promise.all(charts.map((chart) => draw(chart)));
    keeping(JSON.parse(document.getElementById("keeping").textContent));
    // Drawn charts push down what an address leads to.
    const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    wanted?.scrollIntoView();
    root.dataset.drawn ??= "all";
  } finally {
    loaded();
  }
})();
