/** A file did not arrive: the line broke, or the school's storage said no. */
export class UploadFailed extends Error {
  override readonly name = "UploadFailed";
}

/** Sends a file to an upload address, telling how much has left (whole percent). Resolves with the JSON answer. */
export function sendFile(
  url: string,
  file: File,
  onProgress: (percent: number) => void,
  signal?: AbortSignal,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    // Not `fetch`, which cannot tell how far a body has come.
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open("POST", url);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) =>
      event.lengthComputable && onProgress(Math.floor((event.loaded / event.total) * 100));
    request.onload = () =>
      request.status >= 200 && request.status < 300
        ? resolve(request.response)
        : reject(new UploadFailed(`status ${request.status}`));
    request.onerror = () => reject(new UploadFailed("the line broke"));
    request.onabort = () => reject(new DOMException("The upload was stopped", "AbortError"));
    request.onloadend = () => signal?.removeEventListener("abort", stop);
    signal?.addEventListener("abort", stop);
    request.send(file);
  });
}
