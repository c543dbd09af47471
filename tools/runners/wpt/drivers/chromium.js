// Opens pages in Chromium: addresses come as lines on stdin with their time limit, the console goes to stdout, and after
// each page a line WPT-CLOSED. Wants puppeteer-core where node finds it, and Chromium at CHROMIUM or /usr/bin/chromium.
"use strict";
const readline = require("node:readline");
const puppeteer = require("puppeteer-core");

async function open(browser, url, seconds) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  let finish;
  const done = new Promise((resolve) => (finish = resolve));
  page.on("console", (message) => {
    process.stdout.write(`${message.text()}\n`);
    if (message.text().startsWith("WPT-DONE ")) finish();
  });
  page.on("dialog", (dialog) => dialog.dismiss().catch(() => {}));
  const timer = setTimeout(finish, seconds * 1000);
  page.goto(url).catch(() => {});
  await done;
  clearTimeout(timer);
  await context.close().catch(() => {});
}

(async () => {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  const browser = await puppeteer.launch({ executablePath, headless: true, args: ["--no-sandbox"] });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [url, seconds] = line.split(" ");
    await open(browser, url, Number(seconds));
    process.stdout.write("WPT-CLOSED\n");
  }
  await browser.close();
})();
