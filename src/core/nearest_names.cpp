#include "aurora/core/nearest_names.h"

#include "aurora/core/text.h"

#include <algorithm>
#include <numeric>

namespace aurora {

namespace {

/// The fewest letters to change, add or leave out until the word stands somewhere in the text.
std::size_t distanceWithin(const std::string& word, const std::string& text)
{
    // Row by row over the text: a match may begin and end anywhere in it (Sellers 1980).
    std::vector<std::size_t> costs(word.size() + 1);
    std::iota(costs.begin(), costs.end(), std::size_t{0});
    std::size_t best = costs.back();
    for (const char letter : text) {
        std::size_t diagonal = costs[0];
        for (std::size_t at = 1; at <= word.size(); ++at) {
            const std::size_t replaced = diagonal + (word[at - 1] == letter ? 0 : 1);
            diagonal = costs[at];
            costs[at] = std::min({replaced, costs[at] + 1, costs[at - 1] + 1});
        }
        best = std::min(best, costs.back());
    }
    return best;
}

}  // namespace

std::vector<std::string> nearestNames(std::vector<std::string> names, const std::vector<std::string>& texts)
{
    std::vector<std::string> places;
    for (const std::string& text : texts) {
        places.push_back(lowerCase(text));
    }

    struct Candidate
    {
        double share;  ///< of its letters that differ
        std::string name;
    };

    std::vector<Candidate> candidates;
    candidates.reserve(names.size());
    for (std::string& name : names) {
        const std::string word = lowerCase(name);
        std::size_t distance = word.size();
        for (const std::string& place : places) {
            distance = std::min(distance, distanceWithin(word, place));
        }
        const double letters = std::max<double>(1, static_cast<double>(word.size()));
        candidates.push_back({static_cast<double>(distance) / letters, std::move(name)});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.share < b.share; });
    std::vector<std::string> sorted;
    sorted.reserve(candidates.size());
    for (Candidate& candidate : candidates) {
        sorted.push_back(std::move(candidate.name));
    }
    return sorted;
}

}  // namespace aurora
