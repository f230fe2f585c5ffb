"""What the customers room says on the first page of the day."""

from enishi.customers.today.days import Days
from enishi.customers.today.handed_over import HandedOver
from enishi.customers.today.memos import Memos
from enishi.customers.today.neglected import Neglected
from enishi.customers.today.promises import PromisesAndTasks
from enishi.customers.today.schedule import Schedule
from enishi.kernel.registry import registry

registry.add(PromisesAndTasks, Schedule, Neglected, HandedOver, Days, Memos)
