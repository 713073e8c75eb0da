import { defineConfig } from "@playwright/test";

// One console serves a whole run (global-setup.ts), with people whom its tests share: one worker. Runs beside each other
// (scripts/browser.sh) have a folder each.
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: `../test-results/browser${process.env.E2E_RUN ?? ""}`,
  globalSetup: "./global-setup.ts",
  workers: 1,
  timeout: 90_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    locale: "en-US",
    timezoneId: "Asia/Tokyo",
    colorScheme: "light",
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
