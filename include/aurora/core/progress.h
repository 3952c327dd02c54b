#pragma once

#include <cstdint>
#include <string_view>

namespace aurora {

/// How a long piece of work tells how far it is, and learns that it should stop.
///
/// Services take a `Progress&`. Implementations must accept calls from any thread.
class Progress
{
public:
    virtual ~Progress() = default;

    /// @param done,total  in units of the work (files, samples, rows); total 0 = unknown
    /// @param what        what is being done now, a few words: "240620_kigr_gen2_01"
    virtual void report(std::uint64_t done, std::uint64_t total, std::string_view what) = 0;

    /// How much of the work is done, 0 … 1, where its units are of different sizes: nine small samples of ten are not
    /// nine tenths. What remains is estimated from it; without it, from done and total.
    virtual void reportShare(double share);

    /// True once somebody asked to stop. Work looks at it at least every 100 ms.
    [[nodiscard]] virtual bool cancelRequested() const noexcept = 0;

    /// @throws Cancelled if cancelRequested()
    void throwIfCancelled() const;

    /// Reports nothing, never cancels.
    [[nodiscard]] static Progress& none();
};

}  // namespace aurora
