#include "aurora/protocols/job_protocol.h"

#include "protocols/vendor_protocols.h"

#include <array>
#include <utility>

namespace aurora::protocols {

namespace {

constexpr std::array readers{&fromTomatoPayload, &fromNewareSteps, &fromEcLabParameters};

}  // namespace

Protocol protocolFromJobData(const Json& jobData)
{
    for (const auto reader : readers) {
        if (std::optional<Protocol> protocol = reader(jobData)) {
            return *std::move(protocol);
        }
    }
    return {};
}

}  // namespace aurora::protocols
