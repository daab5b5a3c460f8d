/** How a person can want to be written to about something: at once, with the next digest, or not at all. */
export const mailWishes = ["now", "digest", "off"] as const;
/** How often a digest can come. */
export const digestPaces = ["daily", "weekly", "off"] as const;
