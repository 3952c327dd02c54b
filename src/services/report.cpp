#include "aurora/services/report.h"

namespace aurora::services {

void Report::add(const Report& other)
{
    done.insert(done.end(), other.done.begin(), other.done.end());
    skipped.insert(skipped.end(), other.skipped.begin(), other.skipped.end());
    failed.insert(failed.end(), other.failed.begin(), other.failed.end());
    cancelled = cancelled || other.cancelled;
}

}  // namespace aurora::services
