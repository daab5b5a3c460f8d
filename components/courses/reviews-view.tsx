import { useFormatter, useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { When } from "@/components/ui/when";
import { Stars } from "./stars";

export type ReviewRow = {
  _id: string;
  stars: number;
  text: string;
  reply: string | null;
  createdAt: number;
  authorName: string;
};

type Props = {
  rating: number | null;
  reviewCount: number;
  /** How many of the newest gave one star, two stars, … five. */
  stars: readonly number[];
  reviews: readonly ReviewRow[];
  more: "yes" | "loading" | "no";
  onMore: () => void;
};

/** What students say: the mean, how it spreads, and their words. */
export function ReviewsView({ rating, reviewCount, stars, reviews, more, onMore }: Props) {
  const t = useTranslations("courses");
  if (rating === null || reviewCount === 0) return <p className="max-w-prose text-md text-muted">{t("noReviews")}</p>;
  return (
    <div className="grid gap-8">
      <Spread rating={rating} reviewCount={reviewCount} stars={stars} />
      <ul className="grid gap-7">
        {reviews.map((review) => (
          <li key={review._id} className="flex gap-3.5">
            <Avatar name={review.authorName} size="md" />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-base">
                <span className="font-medium">{review.authorName}</span>
                <Stars value={review.stars} />
                <When at={review.createdAt} className="text-sm text-muted" />
              </p>
              {review.text && (
                <p dir="auto" className="mt-1.5 max-w-prose font-serif text-md whitespace-pre-line">
                  {review.text}
                </p>
              )}
              {review.reply && (
                <div className="mt-3 max-w-prose border-s-2 ps-4">
                  <p className="text-sm font-medium text-muted">{t("reply")}</p>
                  <p dir="auto" className="mt-0.5 font-serif text-md whitespace-pre-line">
                    {review.reply}
                  </p>
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
      {more !== "no" && (
        <div>
          <Button pending={more === "loading"} onClick={onMore}>
            {t("moreReviews")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Spread({ rating, reviewCount, stars }: Pick<Props, "reviewCount" | "stars"> & { rating: number }) {
  const t = useTranslations("courses");
  const format = useFormatter();
  const told = stars.reduce((sum, count) => sum + count, 0);
  return (
    <div className="flex flex-wrap items-center gap-x-10 gap-y-4">
      <div className="grid justify-items-start gap-1">
        <span className="display tabular text-4xl">
          {format.number(rating, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}
        </span>
        <Stars value={rating} />
        <span className="text-sm text-muted">{t("reviewCount", { count: reviewCount })}</span>
      </div>
      <ul className="grid max-w-xs flex-1 gap-1.5">
        {[5, 4, 3, 2, 1].map((star) => {
          const count = stars[star - 1] ?? 0;
          return (
            <li key={star} className="tabular flex items-center gap-3 text-sm text-muted">
              <span aria-hidden="true" className="w-3 text-end">
                {format.number(star)}
              </span>
              <span className="sr-only">{t("starsRow", { stars: star, count })}</span>
              <span aria-hidden="true" className="h-1.5 flex-1 overflow-hidden rounded-full bg-line">
                <span
                  className="block h-full rounded-full bg-amber"
                  style={{ width: `${told > 0 ? (count / told) * 100 : 0}%` }}
                />
              </span>
              <span aria-hidden="true" className="w-6 text-end">
                {format.number(count)}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
