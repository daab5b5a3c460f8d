import { createServer } from "node:http";
import Mux from "@mux/mux-node";
import { afterAll, beforeAll, describe } from "vitest";
import { listen, openSchool, ordinaryClip, WITHOUT_FFMPEG } from "./school.testing";
import { KNOWN_DIFFERENCES, videoContract, type VideoService } from "./video.contract";

describe.skipIf(WITHOUT_FFMPEG)(`the stand-in keeps Mux's contract${WITHOUT_FFMPEG && ` (${WITHOUT_FFMPEG})`}`, () => {
  let service: VideoService;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const school = await openSchool();
    const texts = new Map<string, string>();
    const shelf = createServer((request, response) => response.end(texts.get(request.url ?? "")));
    const port = await listen(shelf);
    ends.push(school.close, async () => {
      shelf.closeAllConnections();
      await new Promise((resolve) => shelf.close(resolve));
    });
    service = {
      name: "stand-in",
      mux: school.mux,
      streamUrl: `${school.publicUrl}/stream`,
      imageUrl: `${school.publicUrl}/image`,
      clip: () => ordinaryClip(),
      host: async (text) => {
        const path = `/${texts.size}.srt`;
        texts.set(path, text);
        return `http://127.0.0.1:${port}${path}`;
      },
    };
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });

  videoContract(() => service);
});

const { TEST_VENDORS, MUX_TOKEN_ID: tokenId, MUX_TOKEN_SECRET: tokenSecret } = process.env;

// Only by `npm run test:vendors`, and only with keys: it costs money and needs the internet.
if (TEST_VENDORS === "1" && tokenId && tokenSecret) {
  describe("Mux keeps the contract that the stand-in keeps", { timeout: 300_000 }, () => {
    const mux = new Mux({ tokenId, tokenSecret, baseURL: "https://api.mux.com" });
    beforeAll(() => console.log(["Known differences:", ...KNOWN_DIFFERENCES].join("\n- ")));
    videoContract(() => ({
      name: "Mux",
      mux,
      streamUrl: "https://stream.mux.com",
      imageUrl: "https://image.mux.com",
      clip: () => ordinaryClip(),
      host: null,
    }));
  });
}
