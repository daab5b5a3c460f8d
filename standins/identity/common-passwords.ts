// Passwords of twelve characters and more that head every list of guesses; shorter ones are refused by their length.
const COMMON = new Set([
  "123456789012",
  "1234567890123",
  "12345678901234",
  "123456789123",
  "1234567891011",
  "123123123123",
  "111111111111",
  "000000000000",
  "qwertyuiop12",
  "qwertyuiop123",
  "qwertyuiopasdf",
  "qwertyuiop[]",
  "qwerty123456",
  "qwerty1234567",
  "1q2w3e4r5t6y",
  "1q2w3e4r5t6y7u",
  "1qaz2wsx3edc",
  "1qaz2wsx3edc4rfv",
  "passwordpassword",
  "password1234",
  "password12345",
  "password123456",
  "password123!",
  "passw0rd1234",
  "iloveyou1234",
  "iloveyou12345",
  "letmein12345",
  "letmeinletmein",
  "welcome12345",
  "welcome123456",
  "administrator",
  "administrator1",
  "changemeplease",
  "changeme1234",
  "abcdefghijkl",
  "abcdefghijklm",
  "abcdefghijklmnopqrstuvwxyz",
  "abc123abc123",
  "abcd12345678",
  "a1b2c3d4e5f6",
  "asdfghjkl123",
  "asdfghjkl;'\\",
  "zxcvbnm12345",
  "monkeymonkey",
  "dragondragon",
  "footballfootball",
  "baseball1234",
  "sunshine1234",
  "princess1234",
  "correcthorsebatterystaple",
  "trustno1trustno1",
  "starwarsstarwars",
  "superman1234",
  "doctrinadoctrina",
  "doctrina1234",
]);

/**
 * Whether a password is among the first that anyone would try: a common one in any letter case, one character over
 * and over, or the person's own address or name.
 */
export function isCommonPassword(password: string, person: { email?: string; name?: string } = {}): boolean {
  const folded = password.toLowerCase();
  if (COMMON.has(folded) || new Set(folded).size <= 2) return true;
  const own = [person.email, person.email?.split("@")[0], person.name].map((text) => text?.trim().toLowerCase());
  return own.some((text) => text !== undefined && text.length > 0 && folded === text);
}
