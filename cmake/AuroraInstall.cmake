# What is installed, and where. `cmake --install` and the packages (AuroraPackage.cmake) put the same files in place.
#
#   component program    the program with its texts and icons
#   component libraries  the shared libraries and Qt's plugins beside it: what runs from its folder on a PC without Qt
include(GNUInstallDirs)

set(AURORA_RELEASE_DATE "" CACHE STRING "Day of the release, YYYY-MM-DD; the day of CHANGELOG.md's last change otherwise")
set(release_date "${AURORA_RELEASE_DATE}")
if(NOT release_date)
    execute_process(COMMAND git log -1 --format=%cs -- CHANGELOG.md WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
                    OUTPUT_VARIABLE release_date OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
if(NOT release_date) # the sources without their history
    file(TIMESTAMP "${PROJECT_SOURCE_DIR}/CHANGELOG.md" release_date "%Y-%m-%d" UTC)
endif()

# Who answers for the package. There is no address to give until somebody publishes it: a packager sets this.
set(AURORA_MAINTAINER "Aurora Cycler Manager developers <developers@aurora-cycler-manager.invalid>"
    CACHE STRING "Name <address> of who publishes the packages")

# Manual page, completions and icons are made from the program's own command line and picture.
set(made "${PROJECT_BINARY_DIR}/package-files")
add_executable(make-package-files packaging/tools/main.cpp packaging/tools/command_tree.cpp
                                  packaging/tools/manual_page.cpp packaging/tools/completions.cpp)
target_include_directories(make-package-files PRIVATE "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}/src/cli")
target_link_libraries(make-package-files PRIVATE aurora_cli aurora_options Qt6::Gui Qt6::Svg)
set(icon "${PROJECT_SOURCE_DIR}/resources/aurora-cycler-manager.svg")
add_custom_command(OUTPUT "${made}/aurora-cycler-manager.1" "${made}/icon.ico" "${made}/icon.icns"
                   COMMAND make-package-files "${made}" "${icon}" "${release_date}"
                   DEPENDS make-package-files "${icon}" VERBATIM)
add_custom_target(package-files ALL DEPENDS "${made}/aurora-cycler-manager.1")

# The libraries of the component `libraries` are found here and nowhere else in the system's folders. DT_RPATH instead of
# DT_RUNPATH: it is also used for what the libraries and plugins need in turn.
set(private_libraries "lib/aurora-cycler-manager")
if(UNIX AND NOT APPLE)
    set_target_properties(aurora-cycler-manager PROPERTIES INSTALL_RPATH "$ORIGIN/../${private_libraries}")
    target_link_options(aurora-cycler-manager PRIVATE "LINKER:--disable-new-dtags")
endif()

install(TARGETS aurora-cycler-manager BUNDLE DESTINATION . COMPONENT program
        RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT program)

if(UNIX AND NOT APPLE)
    include(AuroraInstallLinux)
elseif(WIN32)
    include(AuroraInstallWindows)
elseif(APPLE)
    include(AuroraInstallMac)
endif()
