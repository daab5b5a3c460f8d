export default {
  providers: [
    {
      type: "customJwt",
      issuer: "https://issuer.test",
      applicationID: "fixture",
      algorithm: "ES256",
      jwks: process.env.FIXTURE_JWKS ?? "data:application/json,%7B%22keys%22%3A%5B%5D%7D",
    },
  ],
};
