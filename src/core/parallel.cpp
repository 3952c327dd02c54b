#include "aurora/core/parallel.h"

#include <algorithm>
#include <atomic>
#include <system_error>

namespace aurora {

std::size_t helperCount(std::size_t jobs)
{
    return std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), jobs);
}

ThreadGroup::~ThreadGroup()
{
    for (std::thread& thread : m_threads) {
        thread.join();
    }
}

void ThreadGroup::start(std::size_t count, const std::function<void()>& work)
{
    m_threads.reserve(m_threads.size() + count);
    for (std::size_t i = 0; i < count; ++i) {
        try {
            m_threads.emplace_back(work);
        } catch (const std::system_error&) {
            if (m_threads.empty()) {
                throw;
            }
            return;  // the computer has no more threads to give: fewer do
        }
    }
}

void runInParallel(std::size_t jobs, const std::function<void(std::size_t)>& work)
{
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::exception_ptr failure;
    const auto help = [&] {
        for (std::size_t job = next++; job < jobs; job = next++) {
            try {
                work(job);
            } catch (...) {
                const std::lock_guard guard(mutex);
                failure = failure ? failure : std::current_exception();
                next = jobs;
            }
        }
    };
    {
        ThreadGroup threads;
        const std::size_t helpers = helperCount(jobs);
        if (helpers > 1) {
            threads.start(helpers - 1, help);
        }
        help();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}  // namespace aurora
